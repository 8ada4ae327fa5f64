namespace Holdfast.Core.Evidence;

/// <summary>
/// Tells what a file is by its bytes, never by its name. Pure; it never throws. What is two things at once is taken for the one that can do more harm: a
/// program before anything, and sound that carries markup is not sound.
/// </summary>
public static class TypeByBytes
{
    /// <summary>How many of the first bytes are looked at, at most.</summary>
    public const int LooksAt = 64 * 1024;

    /// <param name="beginning">The file's first bytes; the more, the surer, up to <see cref="LooksAt"/>.</param>
    /// <param name="length">Of the whole file, in bytes.</param>
    public static EvidenceType Of(ReadOnlySpan<byte> beginning, long length)
    {
        if (length <= 0)
        {
            return EvidenceType.Empty;
        }

        var bytes = beginning[..(int)Math.Min(Math.Min(beginning.Length, LooksAt), length)];
        if (IsProgram(bytes))
        {
            return EvidenceType.Program;
        }

        if (Picture(bytes) is { } picture)
        {
            return picture;
        }

        if (Package(bytes) is { } package)
        {
            return package;
        }

        // A mail may hold anything further down; it is only ever read as one, so it comes before the search for what its text contains.
        var words = WordsByBytes.Of(bytes, whole: bytes.Length == length);
        if (words == EvidenceType.Mail)
        {
            return words.Value;
        }

        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            return EvidenceType.Pdf;
        }

        if (MediaByBytes.Of(bytes) is { } media)
        {
            return media.IsSound() && WordsByBytes.HasMarkup(bytes[..Math.Min(bytes.Length, 4096)]) ? EvidenceType.Other : media;
        }

        return words ?? EvidenceType.Other;
    }

    static bool IsProgram(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\u007fELF"u8)
        || (bytes.StartsWith("MZ"u8) && bytes.Length > 2 && (bytes.IndexOf((byte)0) >= 0 || bytes.IndexOf("PE\0\0"u8) >= 0))
        || bytes.StartsWith("\0asm"u8)
        || bytes.StartsWith("dex\n"u8)
        || Starts(bytes, 0xFE, 0xED, 0xFA, 0xCE) || Starts(bytes, 0xFE, 0xED, 0xFA, 0xCF)
        || Starts(bytes, 0xCE, 0xFA, 0xED, 0xFE) || Starts(bytes, 0xCF, 0xFA, 0xED, 0xFE)
        || Starts(bytes, 0xCA, 0xFE, 0xBA, 0xBE) || Starts(bytes, 0xBE, 0xBA, 0xFE, 0xCA)
        || Starts(bytes, 0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00); // A Windows shortcut starts one.

    static EvidenceType? Picture(ReadOnlySpan<byte> bytes)
    {
        if (Starts(bytes, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A))
        {
            return EvidenceType.Png;
        }

        if (Starts(bytes, 0xFF, 0xD8, 0xFF))
        {
            return EvidenceType.Jpeg;
        }

        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
        {
            return EvidenceType.Gif;
        }

        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
        {
            return EvidenceType.Webp;
        }

        if (Starts(bytes, 0x49, 0x49, 0x2A, 0x00) || Starts(bytes, 0x4D, 0x4D, 0x00, 0x2A) || Starts(bytes, 0x49, 0x49, 0x2B, 0x00) || Starts(bytes, 0x4D, 0x4D, 0x00, 0x2B))
        {
            return EvidenceType.Tiff;
        }

        return IsBmp(bytes) ? EvidenceType.Bmp : null;
    }

    /// <summary>Two letters are too little: the header that follows has one of few sizes.</summary>
    static bool IsBmp(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 18 && bytes.StartsWith("BM"u8) && Little(bytes[14..18]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    static EvidenceType? Package(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8) || bytes.StartsWith("PK\u0007\u0008"u8))
        {
            return EvidenceType.Zip;
        }

        return bytes.StartsWith("%PDF-"u8) ? EvidenceType.Pdf : null;
    }

    static uint Little(ReadOnlySpan<byte> four) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(four);

    static bool Starts(ReadOnlySpan<byte> bytes, params ReadOnlySpan<byte> with) => bytes.StartsWith(with);
}
