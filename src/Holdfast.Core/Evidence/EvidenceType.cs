using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Evidence;

/// <summary>What a piece of evidence is, by its bytes. What the product can't show safely is <see cref="Other"/> or named only so that a person knows what it is.</summary>
[JsonConverter(typeof(WordConverter<EvidenceType>))]
public enum EvidenceType
{
    /// <summary>None of these: download only.</summary>
    Other,

    /// <summary>No bytes at all.</summary>
    Empty,

    // Pictures that are shown, drawn anew.
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,

    // Sound that is played.
    Mp3,
    Wav,
    Ogg,
    Flac,
    M4a,

    /// <summary>WebM with sound alone, as browsers record.</summary>
    WebmAudio,

    // Words that are read.
    Text,

    /// <summary>A mail with its headers (RFC 5322).</summary>
    Mail,

    // Named, and download only.
    Html,
    Svg,
    Pdf,
    Zip,
    Video,
    Tiff,
    Heic,
    Amr,

    /// <summary>A program for Windows, Linux or macOS.</summary>
    Program,
}

/// <summary>What may be done with a type.</summary>
public static class EvidenceTypes
{
    public static bool IsPicture(this EvidenceType type) => type is EvidenceType.Png or EvidenceType.Jpeg or EvidenceType.Gif or EvidenceType.Webp or EvidenceType.Bmp;

    public static bool IsSound(this EvidenceType type) => MediaType(type) is not null;

    /// <summary>Shown as words, never as markup.</summary>
    public static bool IsText(this EvidenceType type) => type is EvidenceType.Text or EvidenceType.Html or EvidenceType.Svg;

    /// <summary>The media type that sound is served as; null for everything else, which is only served as bytes to save.</summary>
    public static string? MediaType(this EvidenceType type) => type switch
    {
        EvidenceType.Mp3 => "audio/mpeg",
        EvidenceType.Wav => "audio/wav",
        EvidenceType.Ogg => "audio/ogg",
        EvidenceType.Flac => "audio/flac",
        EvidenceType.M4a => "audio/mp4",
        EvidenceType.WebmAudio => "audio/webm",
        _ => null,
    };
}
