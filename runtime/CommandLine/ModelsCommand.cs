using System.CommandLine;
using System.Globalization;
using Avatar.Core.Errors;
using Avatar.Core.Models;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>models</c>: what is here, and what can be pulled.</summary>
internal static class ModelsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var ids = new Argument<string[]>("model") { Description = "Models by their id; none means all that are here.", Arity = ArgumentArity.ZeroOrMore };
        var wanted = new Argument<string[]>("model") { Description = "Models by their id.", Arity = ArgumentArity.OneOrMore };
        var list = new Command("list", "List models with their engine, size and licence, and whether they are here.");
        list.SetAction(_ =>
        {
            var store = Store();
            foreach (var model in ModelManifest.Load().Models) Console.WriteLine(Line(model, store));
            return ExitCode.Success;
        });
        var pull = new Command("pull", "Get models; broken off, the same command goes on where it was.") { wanted };
        pull.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = RuntimeSettings.Load(Environment.CurrentDirectory);
            var manifest = ModelManifest.Load();
            var models = parsed.GetValue(wanted)!.Select(manifest.Find).ToList();
            using var puller = new ModelPull(new ModelStore(settings.ModelsFolder), settings.ModelsMirror, settings.HuggingFaceToken);
            foreach (var model in models) await PullAsync(puller, model, cancellationToken);
            return ExitCode.Success;
        });
        var verify = new Command("verify", "Check models by their checksums.") { ids };
        verify.SetAction(async (parsed, cancellationToken) => await VerifyAsync(parsed.GetValue(ids)!, cancellationToken));
        var remove = new Command("remove", "Remove models that were pulled.") { wanted };
        remove.SetAction(parsed =>
        {
            var manifest = ModelManifest.Load();
            foreach (var model in parsed.GetValue(wanted)!.Select(manifest.Find).ToList())
                if (!Store().Remove(model))
                    throw new InvalidInputException("model", $"The model {model.Id} is not here: see './avatar models list'.");
            return ExitCode.Success;
        });
        return new Command("models", "The models of the engines: those that ship with the product, and those that can be pulled.") { list, pull, verify, remove };
    }

    private static ModelStore Store() => new(RuntimeSettings.Load(Environment.CurrentDirectory).ModelsFolder);

    private static string Line(ModelEntry model, ModelStore store)
    {
        var states = model.Files.Select(store.Look).ToList();
        var state = states.TrueForAll(file => file == ModelFileState.Whole) ? model.IsShipped ? "shipped" : "pulled"
            : states.Contains(ModelFileState.Damaged) ? "damaged"
            : states.TrueForAll(file => file == ModelFileState.Missing) ? "not pulled"
            : "in part";
        var size = model.KnownBytes == 0 ? "size not known"
            : string.Create(CultureInfo.InvariantCulture, $"{model.KnownBytes / 1e6:0.0} MB{(model.Files.Any(file => file.SizeBytes is null) ? " and more" : "")}");
        var licence = model.Licence + (model.CommercialUse ? "" : ", NO COMMERCIAL USE");
        return $"{model.Id,-22} {model.Engine,-14} {state,-11} {size,-18} {licence}";
    }

    private static async Task PullAsync(ModelPull pull, ModelEntry model, CancellationToken cancellationToken)
    {
        if (model.IsShipped)
        {
            Console.WriteLine($"{model.Id}: ships with the product");
            return;
        }

        if (!model.CommercialUse) await Console.Error.WriteLineAsync($"avatar: note: the licence of {model.Id} ({model.Licence}) does not allow commercial use.");
        await pull.RunAsync(model, new Percents(model), cancellationToken);
        Console.WriteLine($"{model.Id}: here, {model.Licence}");
    }

    private static async Task<int> VerifyAsync(string[] ids, CancellationToken cancellationToken)
    {
        var (store, manifest) = (Store(), ModelManifest.Load());
        var models = ids.Length > 0
            ? ids.Select(manifest.Find).ToList()
            : manifest.Models.Where(model => model.IsShipped || model.Files.Any(file => store.Look(file) != ModelFileState.Missing)).ToList();
        var wrong = 0;
        foreach (var model in models)
        {
            foreach (var file in model.Files)
            {
                var state = await store.VerifyAsync(file, cancellationToken);
                if (state == ModelFileState.Whole) continue;
                wrong++;
                var advice = file.Url is null ? "git checkout -- models" : $"./avatar models pull {model.Id}";
                Console.WriteLine($"{model.Id}: {store.PathOf(file)} is {state.ToString().ToLowerInvariant()}: {advice}");
            }
        }

        Console.WriteLine(wrong == 0 ? $"{models.Count} models, all whole" : $"{wrong} files are not as they should be");
        return wrong == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Tells every tenth of a model on stderr.</summary>
    private sealed class Percents(ModelEntry model) : IProgress<PullProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<ModelFile, PullProgress> _files = [];
        private int _shown = -1;

        public void Report(PullProgress value)
        {
            lock (_lock)
            {
                _files[value.File] = value;
                var total = model.Files.Sum(file => file.SizeBytes ?? (_files.TryGetValue(file, out var known) ? known.TotalBytes ?? 0 : 0));
                var tenth = total == 0 ? 0 : (int)(10 * _files.Values.Sum(file => file.Bytes) / total);
                if (tenth <= _shown) return;
                _shown = tenth;
                Console.Error.WriteLine($"{model.Id}: {10 * tenth}% of {total / 1e6:0.0} MB");
            }
        }
    }
}
