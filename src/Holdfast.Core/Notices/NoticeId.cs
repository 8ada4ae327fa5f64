using System.Diagnostics.CodeAnalysis;
using Holdfast.Core.Time;

namespace Holdfast.Core.Notices;

/// <summary>Names one notice: one message to one person.</summary>
public readonly record struct NoticeId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static NoticeId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new NoticeId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static NoticeId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}
