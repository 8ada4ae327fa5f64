using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Text;

namespace Holdfast.Web.Evidence;

/// <summary>How evidence reads on the screen. Pure.</summary>
public static class EvidenceWords
{
    const long Kilo = 1024;
    static readonly string[] Units = ["KB", "MB", "GB", "TB"];

    /// <summary>"812 bytes", "1.4 MB", "2 GB"; a KB has 1024 bytes.</summary>
    public static string Size(long bytes)
    {
        if (bytes < Kilo)
        {
            return bytes == 1 ? "1 byte" : $"{bytes} bytes";
        }

        var size = bytes / (double)Kilo;
        var unit = 0;
        while (size >= 1023.95 && unit < Units.Length - 1)
        {
            size /= Kilo;
            unit++;
        }

        return $"{size.ToString(size < 10 ? "0.#" : "0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>"1,482,113 bytes".</summary>
    public static string Bytes(long bytes) => bytes == 1 ? "1 byte" : $"{bytes.ToString("#,0", CultureInfo.InvariantCulture)} bytes";

    public static string Of(EvidenceType type) => type switch
    {
        EvidenceType.Other => "File of a kind that is not known here",
        EvidenceType.Empty => "Empty file",
        EvidenceType.Png => "PNG picture",
        EvidenceType.Jpeg => "JPEG picture",
        EvidenceType.Gif => "GIF picture",
        EvidenceType.Webp => "WebP picture",
        EvidenceType.Bmp => "BMP picture",
        EvidenceType.Mp3 => "MP3 sound",
        EvidenceType.Wav => "WAV sound",
        EvidenceType.Ogg => "Ogg sound",
        EvidenceType.Flac => "FLAC sound",
        EvidenceType.M4a => "M4A sound",
        EvidenceType.WebmAudio => "WebM sound",
        EvidenceType.Text => "Text",
        EvidenceType.Mail => "E-mail",
        EvidenceType.Html => "Web page",
        EvidenceType.Svg => "SVG drawing",
        EvidenceType.Pdf => "PDF document",
        EvidenceType.Zip => "ZIP archive",
        EvidenceType.Video => "Video",
        EvidenceType.Tiff => "TIFF picture",
        EvidenceType.Heic => "HEIC picture",
        EvidenceType.Amr => "AMR sound",
        EvidenceType.Program => "Program",
    };

    /// <summary>The icon of the sprite that stands beside the type's word.</summary>
    public static string Icon(EvidenceType type) => type switch
    {
        EvidenceType.Png or EvidenceType.Jpeg or EvidenceType.Gif or EvidenceType.Webp or EvidenceType.Bmp or EvidenceType.Tiff or EvidenceType.Heic or EvidenceType.Svg => "picture",
        EvidenceType.Mp3 or EvidenceType.Wav or EvidenceType.Ogg or EvidenceType.Flac or EvidenceType.M4a or EvidenceType.WebmAudio or EvidenceType.Amr => "sound",
        EvidenceType.Text or EvidenceType.Html => "note",
        EvidenceType.Mail => "mail",
        EvidenceType.Program => "warning",
        EvidenceType.Other or EvidenceType.Empty or EvidenceType.Pdf or EvidenceType.Zip or EvidenceType.Video => "file",
    };

    /// <summary>"2 kept, 1 to come"; "Nothing yet".</summary>
    public static string Tally(EvidenceWork work)
    {
        var owed = work.Promises.Count(promise => promise.IsOwed);
        return (work.Items.Length, owed) switch
        {
            (0, 0) => "Nothing yet",
            (0, _) => $"{owed} to come",
            (_, 0) => $"{work.Items.Length} kept",
            _ => $"{work.Items.Length} kept, {owed} to come",
        };
    }

    /// <summary>"Viewed", "Downloaded", "Taken out by the API".</summary>
    public static string Of(Opening how) => how switch
    {
        Opening.Viewed => "Viewed",
        Opening.Downloaded => "Downloaded",
        Opening.Exported => "Taken out through the API",
    };

    /// <summary>A line of custody, by its word in the API.</summary>
    public static string Custody(string how) => how switch
    {
        "kept" => "Kept",
        _ when Words<Opening>.TryParse(how, out var opening) => Of(opening),
        _ when Words<ScanResult>.TryParse(how, out var result) => Of(result, null),
        _ => how,
    };

    /// <summary>The scanner's word; empty while there is none.</summary>
    public static string Of(ScanResult? scan, string? found) => scan is { } result ? Of(result, found) : "";

    public static string Of(ScanResult scan, string? found) => scan switch
    {
        ScanResult.Clean => "The virus scanner found nothing",
        ScanResult.NotScanned => "The virus scanner could not check it",
        ScanResult.Found => $"The virus scanner found something in it{(string.IsNullOrWhiteSpace(found) ? "" : $": {found}")}",
    };
}
