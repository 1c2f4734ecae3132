using Avatar.Engines.Onnx;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>The selfie segmentation model: which part of a picture is the person.</summary>
internal sealed class PersonSegmentation : IDisposable
{
    /// <summary>Cells of the mask across and down.</summary>
    public const int Side = 256;

    private readonly FaceGraph _model = new("selfie_segmentation.onnx", Side, TensorSpec.Float("mask", 1, 1, Side, Side));

    /// <summary>The probability, 0..1, of each of 256 x 256 cells of the region to be the person, by rows.</summary>
    public float[] Segment(ImagePyramid picture, ImageRegion region) =>
        _model.Run(picture.SamplePlanes(region, Side, Border.Replicate, 1 / 255f, 0))[0];

    public void Dispose() => _model.Dispose();
}
