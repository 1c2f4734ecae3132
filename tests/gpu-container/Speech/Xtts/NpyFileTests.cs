using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Xtts;
using CsCheck;

namespace Avatar.Tests.Speech.Xtts;

public sealed class NpyFileTests : IDisposable
{
    private const string TwoByThree = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"avatar-{Guid.NewGuid():N}.npy");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void An_array_is_read_row_by_row() => Assert.Equal([1f, 2, 3, 4, 5, 6], Read(Array(TwoByThree, 1, 2, 3, 4, 5, 6), 2, 3));

    [Fact]
    public void A_row_of_values_is_an_array_too() => Assert.Equal([1f, 2], Read(Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 1, 2), 2));

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }")]
    [InlineData("rubbish\n\u0001")]
    public void Another_array_is_refused_with_both_headers(string header)
    {
        var refused = Assert.Throws<RenderFailedException>(() => Read(Array(header, 1, 2, 3, 4, 5, 6), 2, 3));
        Assert.StartsWith($"{_path} is not the model of this version: {TwoByThree} was expected, and it has {header[..7]}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Whatever_is_missing_or_too_much_is_said_with_the_path()
    {
        var whole = Array(TwoByThree, 1, 2, 3, 4, 5, 6);
        for (var length = 0; length < whole.Length; length++) Assert.StartsWith(_path + " can't be loaded (", Refused(whole[..length]), StringComparison.Ordinal);
        Assert.StartsWith(_path + " can't be loaded (", Refused([.. whole, 0]), StringComparison.Ordinal);
        File.Delete(_path);
        Assert.StartsWith(_path + " can't be loaded (", Assert.Throws<RenderFailedException>(() => NpyFile.Read(new GraphFile(_path, "pull it"), 2, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_bytes_are_only_ever_refused() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool).Sample(
            (bytes, isMarked) =>
            {
                if (isMarked && bytes.Length > 10) XttsStandIn.NpyHeader("")[..8].CopyTo(bytes, 0);
                _ = Refused(bytes);
            },
            threads: 1,
            iter: 500);

    private static byte[] Array(string header, params float[] values) => [.. XttsStandIn.NpyHeader(header), .. MemoryMarshal.AsBytes<float>(values)];

    private float[] Read(byte[] content, params int[] shape)
    {
        File.WriteAllBytes(_path, content);
        return NpyFile.Read(new GraphFile(_path, "pull it"), shape);
    }

    private string Refused(byte[] content) => Assert.Throws<RenderFailedException>(() => Read(content, 2, 3)).Message;
}
