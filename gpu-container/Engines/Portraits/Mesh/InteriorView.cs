namespace Avatar.Engines.Portraits.Mesh;

/// <summary>What the inside of the mouth looks like in a frame.</summary>
/// <param name="JawDrop">How far the lower teeth are down, in face units.</param>
/// <param name="TongueHeight">Tongue raised, 0..1.</param>
/// <param name="TongueOut">Tongue between the teeth, 0..1.</param>
internal readonly record struct InteriorView(float JawDrop, float TongueHeight, float TongueOut);
