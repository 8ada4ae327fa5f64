using System.Buffers.Binary;

namespace Holdfast.Core.Evidence;

/// <summary>Tells sound and films by their bytes. Pure; it never throws. What may hold moving pictures is not sound.</summary>
static class MediaByBytes
{
    public static EvidenceType? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8))
        {
            return bytes[8..12].SequenceEqual("WAVE"u8) ? EvidenceType.Wav : bytes[8..12].SequenceEqual("AVI "u8) ? EvidenceType.Video : null;
        }

        if (bytes.StartsWith("OggS"u8))
        {
            return bytes.IndexOf("\u0001video"u8) >= 0 || bytes.IndexOf("theora"u8) >= 0 ? EvidenceType.Video : EvidenceType.Ogg;
        }

        if (bytes.StartsWith("fLaC"u8))
        {
            return EvidenceType.Flac;
        }

        if (bytes.StartsWith("#!AMR"u8))
        {
            return EvidenceType.Amr;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return Matroska(bytes);
        }

        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
        {
            return ByBrand(bytes);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x01, 0xBA]) || bytes.StartsWith("FLV\u0001"u8))
        {
            return EvidenceType.Video;
        }

        return IsMp3(bytes) ? EvidenceType.Mp3 : null;
    }

    /// <summary>WebM names its tracks' codecs near the beginning: A_… for sound, V_… for pictures.</summary>
    static EvidenceType Matroska(ReadOnlySpan<byte> bytes)
    {
        var isWebm = bytes[..Math.Min(bytes.Length, 64)].IndexOf("webm"u8) >= 0;
        var hasSound = bytes.IndexOf("A_OPUS"u8) >= 0 || bytes.IndexOf("A_VORBIS"u8) >= 0;
        return isWebm && hasSound && bytes.IndexOf("V_"u8) < 0 ? EvidenceType.WebmAudio : EvidenceType.Video;
    }

    static EvidenceType ByBrand(ReadOnlySpan<byte> bytes)
    {
        var brand = bytes[8..12];
        if (brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8) || brand.SequenceEqual("M4P "u8) || brand.SequenceEqual("F4A "u8))
        {
            return EvidenceType.M4a;
        }

        if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8))
        {
            return EvidenceType.Heic;
        }

        return EvidenceType.Video;
    }

    /// <summary>A tag (ID3), or two frames of layer III in a row, or one where there is room for no more.</summary>
    static bool IsMp3(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 10 && bytes.StartsWith("ID3"u8))
        {
            return bytes[3] is >= 2 and <= 4 && bytes[6] < 0x80 && bytes[7] < 0x80 && bytes[8] < 0x80 && bytes[9] < 0x80;
        }

        var first = FrameLength(bytes);
        return first > 0 && (first + 4 > bytes.Length || FrameLength(bytes[first..]) > 0);
    }

    static readonly ushort[] Rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    static readonly ushort[] Rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    static readonly ushort[] Samples = [44100, 48000, 32000, 0];

    /// <summary>Bytes from this frame of MPEG layer III to the next; 0 when there is no such frame here.</summary>
    static int FrameLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            return 0;
        }

        var head = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var version = (head >> 19) & 3; // 3: MPEG 1; 2: MPEG 2; 0: MPEG 2.5
        var samples = Samples[(head >> 10) & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        var rate = (version == 3 ? Rates1 : Rates2)[(head >> 12) & 15];
        if (head >> 21 != 0x7FF || version == 1 || ((head >> 17) & 3) != 1 || samples == 0 || rate == 0)
        {
            return 0;
        }

        return ((version == 3 ? 144 : 72) * rate * 1000 / samples) + (int)((head >> 9) & 1);
    }
}
