using System.CommandLine;
using Avatar.VoiceMapTool;

var samples = new Option<string>("--samples") { Description = "The file of samples.", DefaultValueFactory = _ => "voice-map-samples.bin", Recursive = true };
var recordings = new Argument<string[]>("recording") { Description = "Recordings of people: what the sampled voices try to sound like.", Arity = ArgumentArity.OneOrMore };
var rounds = new Option<int>("--rounds") { Description = "Each says sentences in voices that the map holds for good, then learns from them.", DefaultValueFactory = _ => 10 };
var size = new Option<int>("--size") { Description = "Sentences in a round; each gives four samples.", DefaultValueFactory = _ => 600 };
var epochs = new Option<int>("--epochs") { Description = "How many times each sample is learned.", DefaultValueFactory = _ => 14 };

var sample = new Command("sample", "Take samples of how points sound, where the map is wrong.") { recordings, rounds, size, epochs };
sample.SetAction((parsed, stop) => Task.Run(
    () =>
    {
        using var sampler = new Sampler(parsed.GetValue(recordings)!);
        for (var round = 0; round < parsed.GetValue(rounds); round++)
        {
            sampler.Run(parsed.GetValue(samples)!, parsed.GetValue(size), stop);
            MapFile.Write(Trainer.Train(SampleFile.Read(parsed.GetValue(samples)!), parsed.GetValue(epochs), stop));
        }
    },
    stop));

var train = new Command("train", "Make models/speech/voice_map.f16 of the samples.") { epochs };
train.SetAction((parsed, stop) => Task.Run(
    () => MapFile.Write(Trainer.Train(SampleFile.Read(parsed.GetValue(samples)!), parsed.GetValue(epochs), stop)), stop));

var stock = new Command("stock", "Make models/speech/stock_voices.f32 and the standards in trial_sentences.json.");
stock.SetAction(_ =>
{
    using var table = new StockTable();
    table.Write();
});

return await new RootCommand("Makes the maps by which voices are cloned.") { samples, sample, train, stock }.Parse(args).InvokeAsync();
