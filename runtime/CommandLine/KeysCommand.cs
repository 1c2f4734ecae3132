using System.CommandLine;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Http.Security;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>keys</c>: the service's API keys.</summary>
internal static class KeysCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The service's data folder. Default: AVATAR_DATA, else data in the checkout.", HelpName = "DIR", Recursive = true };
        var name = new Argument<string>("name") { Description = "Whose key it is." };
        var add = new Command("add", "Make a key and show it, once.") { name };
        add.SetAction(parsed =>
        {
            Console.WriteLine(Keys(parsed).Add(parsed.GetValue(name)!, DateTimeOffset.UtcNow));
            return ExitCode.Success;
        });
        var list = new Command("list", "List the keys' names.");
        list.SetAction(parsed =>
        {
            foreach (var key in Keys(parsed).All) Console.WriteLine($"{key.Name,-20} {key.CreatedUtc:u}");
            return ExitCode.Success;
        });
        var remove = new Command("remove", "Remove a key; it stops working at once.") { name };
        remove.SetAction(parsed =>
        {
            Keys(parsed).Remove(parsed.GetValue(name)!);
            return ExitCode.Success;
        });
        return new Command("keys", "The API keys of './avatar serve'. While there are none, the API is open.") { data, add, list, remove };

        ApiKeyFile Keys(ParseResult parsed) => new(Path.GetFullPath(parsed.GetValue(data) ?? RuntimeSettings.Load(Environment.CurrentDirectory).DataFolder));
    }
}
