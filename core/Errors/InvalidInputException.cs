namespace Avatar.Core.Errors;

/// <summary>
/// The request asks for something that can't be done. The message is written for the user: one line that names the value,
/// the limit and the way out. The command line exits with 2, the HTTP API answers 400.
/// </summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>A rejected input.</summary>
    /// <param name="field">The request's field, as the user writes it without dashes: <c>text</c>, <c>portrait</c>, <c>fps</c>.</param>
    /// <param name="message">One line for the user.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public InvalidInputException(string field, string message, Exception? innerException = null)
        : base(message, innerException) => Field = field;

    /// <summary>The request's field that is wrong.</summary>
    public string Field { get; }
}
