namespace Avatar.Core.Errors;

/// <summary>
/// A render could not be finished though its request was sound: a program or model file is missing or failed. The message is
/// one line for the user that says what to do. The command line exits with 1.
/// </summary>
public sealed class RenderFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
