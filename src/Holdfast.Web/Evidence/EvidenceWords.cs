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
            return N(bytes, "1 byte", "{0} bytes");
        }

        var size = bytes / (double)Kilo;
        var unit = 0;
        while (size >= 1023.95 && unit < Units.Length - 1)
        {
            size /= Kilo;
            unit++;
        }

        return $"{size.ToString(size < 10 ? "0.#" : "0", CultureInfo.CurrentCulture)} {Units[unit]}";
    }

    /// <summary>"1,482,113 bytes".</summary>
    public static string Bytes(long bytes) => bytes == 1 ? T("1 byte") : T("{0} bytes", bytes.ToString("#,0", CultureInfo.CurrentCulture));

    public static string Of(EvidenceType type) => type switch
    {
        EvidenceType.Other => T("File of a kind that is not known here"),
        EvidenceType.Empty => T("Empty file"),
        EvidenceType.Png => T("PNG picture"),
        EvidenceType.Jpeg => T("JPEG picture"),
        EvidenceType.Gif => T("GIF picture"),
        EvidenceType.Webp => T("WebP picture"),
        EvidenceType.Bmp => T("BMP picture"),
        EvidenceType.Mp3 => T("MP3 sound"),
        EvidenceType.Wav => T("WAV sound"),
        EvidenceType.Ogg => T("Ogg sound"),
        EvidenceType.Flac => T("FLAC sound"),
        EvidenceType.M4a => T("M4A sound"),
        EvidenceType.WebmAudio => T("WebM sound"),
        EvidenceType.Text => T("Text"),
        EvidenceType.Mail => T("E-mail"),
        EvidenceType.Html => T("Web page"),
        EvidenceType.Svg => T("SVG drawing"),
        EvidenceType.Pdf => T("PDF document"),
        EvidenceType.Zip => T("ZIP archive"),
        EvidenceType.Video => T("Video"),
        EvidenceType.Tiff => T("TIFF picture"),
        EvidenceType.Heic => T("HEIC picture"),
        EvidenceType.Amr => T("AMR sound"),
        EvidenceType.Program => T("Program"),
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
            (0, 0) => T("Nothing yet"),
            (0, _) => T("{0} to come", owed),
            (_, 0) => N(work.Items.Length, "1 kept", "{0} kept"),
            _ => N(work.Items.Length, "1 kept", "{0} kept") + ", " + T("{0} to come", owed),
        };
    }

    /// <summary>"Viewed", "Downloaded", "Taken out by the API".</summary>
    public static string Of(Opening how) => how switch
    {
        Opening.Viewed => T("Viewed"),
        Opening.Downloaded => T("Downloaded"),
        Opening.Exported => T("Taken out through the API"),
    };

    /// <summary>A line of custody, by its word in the API.</summary>
    public static string Custody(string how) => how switch
    {
        "kept" => T("Kept"),
        _ when Words<Opening>.TryParse(how, out var opening) => Of(opening),
        _ when Words<ScanResult>.TryParse(how, out var result) => Of(result, null),
        _ => how,
    };

    /// <summary>Why somebody opened it: what the product records for a look on the screen in the reader's language, all else as it was written.</summary>
    public static string? Purpose(string? recorded) => recorded == EvidenceDoors.HandlingTheReport ? T("Handling the report") : recorded;

    /// <summary>"Mar 2", as the reader writes a day; in UTC.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString(CultureInfo.CurrentCulture.DateTimeFormat.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal), CultureInfo.CurrentCulture);

    /// <summary>"Arriving from Dana Reyes, 2 MB of 8 MB".</summary>
    public static string Of(ArrivingView one) => (one.Offset, one.Length) switch
    {
        (null, null) => T("Arriving from {0}", one.By.Name),
        ({ } came, null) => T("Arriving from {0}, {1}", one.By.Name, Size(came)),
        (null, { } whole) => T("Arriving from {0}, {1}", one.By.Name, Size(whole)),
        ({ } came, { } whole) => T("Arriving from {0}, {1} of {2}", one.By.Name, Size(came), Size(whole)),
    };

    /// <summary>The scanner's word; empty while there is none.</summary>
    public static string Of(ScanResult? scan, string? found) => scan is { } result ? Of(result, found) : "";

    public static string Of(ScanResult scan, string? found) => scan switch
    {
        ScanResult.Clean => T("The virus scanner found nothing"),
        ScanResult.NotScanned => T("The virus scanner could not check it"),
        ScanResult.Found => string.IsNullOrWhiteSpace(found) ? T("The virus scanner found something in it") : T("The virus scanner found something in it: {0}", found),
    };
}
