using System.Reflection;
using Avatar.Core.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Functions.Tests;

/// <summary>The functions of the app that Durable Functions runs, found as the Functions host finds them: by their attributes.</summary>
internal static class FunctionTasks
{
    /// <summary>The methods that have a trigger, by the functions' names.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> With<TTrigger>()
        where TTrigger : Attribute => typeof(Functions.Api.ApiFunction).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TTrigger>() is not null))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    /// <summary>Adds all of them to a worker.</summary>
    /// <param name="registry">The worker's tasks.</param>
    /// <param name="services">What the functions' classes are made of.</param>
    /// <param name="observe">Told before each activity.</param>
    public static void AddTo(DurableTaskRegistry registry, Func<IServiceProvider> services, Action<string> observe)
    {
        foreach (var (name, method) in With<OrchestrationTriggerAttribute>())
            Generic(nameof(AddOrchestration), InputOf(name)).Invoke(null, [registry, name, method]);
        foreach (var (name, method) in With<ActivityTriggerAttribute>())
        {
            var input = method.GetParameters().Single(parameter => parameter.GetCustomAttribute<ActivityTriggerAttribute>() is not null).ParameterType;
            Generic(nameof(AddActivity), input).Invoke(null, [registry, name, method, services, observe]);
        }
    }

    private static MethodInfo Generic(string method, Type type) => typeof(FunctionTasks).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);

    // A function gets its input in any type; the worker of the tests has to know it before.
    private static Type InputOf(string orchestration) => typeof(RenderOrchestration).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(OrchestrationDefinition<,>))
        .Single(property => (string)property.PropertyType.GetProperty("Name")!.GetValue(property.GetValue(null))! == orchestration)
        .PropertyType.GenericTypeArguments[0];

    private static void AddOrchestration<TInput>(DurableTaskRegistry registry, string name, MethodInfo method) =>
        registry.AddOrchestratorFunc<TInput, object?>(name, async (context, _) => await ResultOf((Task)method.Invoke(null, [context])!));

    private static void AddActivity<TInput>(DurableTaskRegistry registry, string name, MethodInfo method, Func<IServiceProvider> services, Action<string> observe) =>
        registry.AddActivityFunc<TInput, object?>(name, async (_, input) =>
        {
            observe(name);
            var target = ActivatorUtilities.CreateInstance(services(), method.DeclaringType!);
            object?[] arguments =
            [
                .. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
                    : parameter.GetCustomAttribute<DurableClientAttribute>() is not null ? services().GetRequiredService<Functions.Orchestration.DurableClients>().Current
                    : (object?)input),
            ];
            return await ResultOf((Task)method.Invoke(target, arguments)!);
        });

    private static async Task<object?> ResultOf(Task task)
    {
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }
}
