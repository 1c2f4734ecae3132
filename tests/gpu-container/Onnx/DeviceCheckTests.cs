using System.Diagnostics;
using Avatar.Core.Errors;
using Avatar.Engines.Onnx;

namespace Avatar.Tests.Onnx;

public sealed class DeviceCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_the_probes_expect_is_what_ONNX_Runtime_computes() => Assert.All(DeviceProbe.All, probe => Assert.True(probe.IsRightOn(Device.Cpu), probe.Name));

    [Fact]
    public void A_device_that_computes_something_else_is_found_out() =>
        Assert.All(DeviceProbe.All, probe => Assert.False((probe with { Expected = [.. probe.Expected.Select(value => value + 0.25f)] }).IsRightOn(Device.Cpu), probe.Name));

    [Fact]
    public void The_CPU_is_always_there() => DeviceCheck.Run(Device.Cpu);

    [Fact]
    public void Without_a_GPU_CUDA_is_refused_with_the_reason_on_one_line()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidia0"), "This machine has a GPU.");
        var refused = Assert.Throws<InvalidInputException>(() => DeviceCheck.Run(Device.Cuda));
        Assert.Equal("DEVICE", refused.Field);
        Assert.StartsWith("DEVICE is 'cuda', and ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("or use DEVICE=cpu.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData(
        "[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libcudart.so.12: cannot open shared object file: No such file or directory",
        "libcudart.so.12: cannot open shared object file: No such file or directory")]
    [InlineData(
        "[ErrorCode:RuntimeException] CUDA failure 35: CUDA driver version is insufficient\n for CUDA runtime version ; GPU=-1 .",
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1")]
    public void Of_a_long_message_the_reason_is_left(string message, string reason) => Assert.Equal(reason, DeviceCheck.Reason(message));

    [Fact]
    public async Task The_service_does_not_start_without_the_GPU_it_is_told_to_use()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidia0"), "This machine has a GPU.");
        using var service = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "avatar-gpu.dll")])
        {
            Environment = { ["DEVICE"] = "cuda", ["PORT"] = "0", ["GPU_WARM_UP"] = "false" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (service.StandardOutput.ReadToEndAsync(Stop), service.StandardError.ReadToEndAsync(Stop));
        await service.WaitForExitAsync(Stop);
        Assert.Equal(2, service.ExitCode);
        Assert.Equal("", await output);
        Assert.Matches(@"\Aavatar-gpu: DEVICE is 'cuda', and [^\n]+\n\z", await errors);
    }
}
