namespace Holdfast.Integrations.Procedures;

/// <summary>Something in a pack that can't be read, and where.</summary>
/// <param name="File">The file's name inside the pack.</param>
/// <param name="Line">The line, from 1; 0 where the whole file is meant.</param>
/// <param name="Text">What is wrong, in one sentence.</param>
public sealed record PackError(string File, int Line, string Text)
{
    /// <inheritdoc />
    public override string ToString() => Line == 0 ? $"{File}: {Text}" : $"{File}:{Line}: {Text}";
}
