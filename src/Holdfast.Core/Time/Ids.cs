using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Core.Time;

/// <summary>Makes UUIDv7 values (RFC 9562) from the product's own clock, so that ids sort by the time they were made. Thread-safe.</summary>
public static class Ids
{
#pragma warning disable RS0030 // The one seam at which ids are made.
    /// <summary>A new id whose first 48 bits are <paramref name="clock"/>'s time in milliseconds.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
#pragma warning restore RS0030

    /// <summary>Reads an id in its usual form with hyphens. The zero id is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) && id != Guid.Empty;

    /// <summary>The 16 bytes of an id in network order, as databases keep it: sorted bytes are sorted ids.</summary>
    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>The id that <see cref="Bytes"/> gave.</summary>
    public static Guid FromBytes(ReadOnlySpan<byte> bytes) => new(bytes, bigEndian: true);
}
