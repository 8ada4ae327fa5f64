using System.Diagnostics.CodeAnalysis;
using Holdfast.Core.Time;

namespace Holdfast.Core.Notices;

/// <summary>Names one method of one person: a phone, a mailbox.</summary>
public readonly record struct MethodId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static MethodId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MethodId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new MethodId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static MethodId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}
