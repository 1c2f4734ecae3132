using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Onnx;

/// <summary>Opens a model that the product ships, on one thread: work side by side gains more than several threads for one run.</summary>
internal static class ModelSession
{
    /// <summary>Opens <c>models/{path}</c> and checks that it takes and gives what its caller expects.</summary>
    /// <param name="inputs">Names of the inputs.</param>
    /// <param name="outputs">Names of the outputs.</param>
    /// <param name="path">The file, below <c>models/</c>.</param>
    /// <exception cref="RenderFailedException">It is missing, damaged or another model.</exception>
    public static InferenceSession Open(IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params string[] path)
    {
        var file = ProductFiles.Model(path);
        OnnxTelemetry.TurnOff();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        InferenceSession session;
        try
        {
            session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException damaged)
        {
            throw new RenderFailedException($"{file} can't be loaded ({damaged.Message}): restore it with 'git checkout -- models'.", damaged);
        }

        var lacking = inputs.Except(session.InputMetadata.Keys).Concat(outputs.Except(session.OutputMetadata.Keys)).FirstOrDefault();
        if (lacking is null) return session;
        session.Dispose();
        throw new RenderFailedException($"{file} is not the model of this version: it lacks {lacking}. Restore it with 'git checkout -- models'.");
    }
}
