namespace Avatar.Evaluator.Clips;

/// <summary>A face over the frames of a video.</summary>
/// <param name="FramesPerSecond">Frames per second.</param>
/// <param name="Looks">What each frame shows; null where no face is found.</param>
/// <param name="StillChanges">How much the pixels that should be still change from frame to frame; empty where there are none.</param>
internal sealed record FaceTrack(double FramesPerSecond, IReadOnlyList<FaceLook?> Looks, IReadOnlyList<double> StillChanges)
{
    /// <summary>How long the video lasts.</summary>
    public double Seconds => Looks.Count / FramesPerSecond;

    /// <summary>The frames that show a face.</summary>
    public IEnumerable<FaceLook> Found => Looks.OfType<FaceLook>();

    /// <summary>A measure of every frame; a frame without a face has that of the last one with a face, or of the first one.</summary>
    /// <returns>Empty where no frame shows a face.</returns>
    public double[] Series(Func<FaceLook, double> measure)
    {
        if (Found.FirstOrDefault() is not { } last) return [];
        var series = new double[Looks.Count];
        for (var i = 0; i < series.Length; i++)
        {
            last = Looks[i] ?? last;
            series[i] = measure(last);
        }

        return series;
    }
}
