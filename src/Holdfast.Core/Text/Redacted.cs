namespace Holdfast.Core.Text;

/// <summary>Sensitive text that never prints itself: logs, exceptions and debuggers show its length only.</summary>
/// <param name="Value">The text. Ask for it only where it is shown to somebody who may read it, or stored encrypted.</param>
public readonly record struct Redacted(string Value)
{
    public override string ToString() => $"[{Value?.Length ?? 0} characters]";
}
