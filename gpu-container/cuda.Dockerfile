# syntax=docker/dockerfile:1
# The engines as a service on an NVIDIA GPU. Build from the repository's root: docker build -f gpu-container/cuda.Dockerfile .
# Run it with the GPU: docker run --gpus all. Only for amd64: ONNX Runtime's package has no other.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
COPY .editorconfig Directory.Build.props Directory.Packages.props global.json ./
COPY core core
COPY gpu-container gpu-container
# The package has the libraries of both systems; those of Windows are 0.2 GB.
RUN dotnet publish gpu-container/Service/Avatar.GpuContainer.csproj -c Release -p:Cuda=true --os linux -a amd64 --no-self-contained -o /app \
    && rm -f /app/onnxruntime*.dll

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS dotnet

# CUDA 12 and cuDNN 9, which ONNX Runtime's package is linked against. Cloud Run's driver for the L4 is 535, of CUDA 12.2: within a major version newer
# libraries run on older drivers (from 525 on), as long as nothing is compiled on the spot for a newer one, and the L4 (8.9) runs code made for 8.0 and 8.6
# (https://docs.nvidia.com/deploy/cuda-compatibility). CUDA 13 wants driver 580.
FROM nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
ENV APP_UID=1654
# Ubuntu's ffmpeg has the encoders of NVENC; videos are encoded by x264, as everywhere, so that they are the same.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl espeak-ng ffmpeg libespeak-ng1 libssl3t64 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid $APP_UID --create-home app
COPY --from=dotnet /usr/share/dotnet /usr/share/dotnet
WORKDIR /app
COPY --from=build /app ./
COPY assets /home/avatar/assets
COPY models /home/avatar/models
# Models that do not ship with the product are mounted at /models: those that './avatar models pull' brings into data/models.
ENV AVATAR_HOME=/home/avatar \
    AVATAR_MODELS=/models \
    DEVICE=cuda \
    DOTNET_EnableDiagnostics=0 \
    GPU_HOST=0.0.0.0 \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility,video \
    ORT_DISABLE_TELEMETRY=1 \
    PATH=/usr/share/dotnet:$PATH \
    PORT=8001
# The root file system may be read-only, /tmp must be writable.
USER $APP_UID
EXPOSE 8001
# Until the GPU is tried and the models are loaded, nothing answers.
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 CMD ["curl", "-fsS", "http://127.0.0.1:8001/health/ready"]
ENTRYPOINT ["dotnet", "avatar-gpu.dll"]
