using System.CommandLine;
using Avatar.Core.Portraits;
using Avatar.Core.Rendering;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>contact-sheet</c>: a portrait in every pose that matters, for those who work on the engine.</summary>
internal static class ContactSheetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var portrait = new Option<string>("--portrait") { Description = "A shipped portrait's name or an image file.", DefaultValueFactory = _ => "bruce" };
        var size = new Option<int>("--size") { Description = "Height of one picture: 256, 360, 512 or 720.", DefaultValueFactory = _ => 512 };
        var aspect = new Option<string>("--aspect") { Description = "1:1, 9:16 or 16:9.", DefaultValueFactory = _ => "1:1" };
        var background = new Option<string>("--background") { Description = "keep or #rrggbb.", DefaultValueFactory = _ => "keep" };
        var output = new Option<string>("--output", "-o") { Description = "The picture to make.", DefaultValueFactory = _ => "contact-sheet.png" };
        var command = new Command("contact-sheet", "Draw a portrait at rest, in every viseme, blinking and turned, on one sheet.") { portrait, size, aspect, background, output };
        command.SetAction(parsed =>
        {
            var target = PictureTarget.Parse(parsed.GetValue(output)!);
            var request = new PortraitRequest(
                LocalImages.PathOf(parsed.GetValue(portrait)!),
                VideoShape.Parse(parsed.GetValue(size), parsed.GetValue(aspect)!),
                BackgroundChoice.Parse(parsed.GetValue(background)!) is BackgroundChoice.Plain plain ? plain.Background : new Background.Keep());
            ContactSheet.Save(request, target.Path);
            Console.Error.WriteLine(target.Path);
            return ExitCode.Success;
        });
        return command;
    }
}
