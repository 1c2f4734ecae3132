namespace Avatar.Core.Retention;

/// <summary>How long finished work is kept.</summary>
/// <param name="KeepJobs">After how long a finished job is forgotten with its files, and after how long without use a user's upload.</param>
/// <param name="KeepArtifacts">After how long without use a part of a render is removed; it can be made again.</param>
public sealed record RetentionPolicy(TimeSpan KeepJobs, TimeSpan KeepArtifacts);
