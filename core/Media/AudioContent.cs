namespace Avatar.Core.Media;

/// <summary>
/// The sound of a file as it is encoded. It stays the same when tags are changed, pictures are exchanged or all is copied into another container;
/// encoding the sound again changes it.
/// </summary>
/// <param name="Codec">ffmpeg's name of the codec, such as aac, opus or pcm_f32le.</param>
/// <param name="SampleRateHz">Samples a second.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Sha256">Of the data of all packets one after the other, in hex.</param>
public sealed record AudioContent(string Codec, int SampleRateHz, int Channels, string Sha256);
