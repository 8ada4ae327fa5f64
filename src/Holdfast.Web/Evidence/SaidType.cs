using System.Collections.Frozen;
using Holdfast.Core.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>What a file says it is, by its name and by the sender's word, held against what its bytes are. Pure.</summary>
public static class SaidType
{
    static readonly FrozenDictionary<string, EvidenceType> Endings = new Dictionary<string, EvidenceType>(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = EvidenceType.Png,
        [".jpg"] = EvidenceType.Jpeg,
        [".jpeg"] = EvidenceType.Jpeg,
        [".gif"] = EvidenceType.Gif,
        [".webp"] = EvidenceType.Webp,
        [".bmp"] = EvidenceType.Bmp,
        [".mp3"] = EvidenceType.Mp3,
        [".wav"] = EvidenceType.Wav,
        [".ogg"] = EvidenceType.Ogg,
        [".oga"] = EvidenceType.Ogg,
        [".opus"] = EvidenceType.Ogg,
        [".flac"] = EvidenceType.Flac,
        [".m4a"] = EvidenceType.M4a,
        [".txt"] = EvidenceType.Text,
        [".csv"] = EvidenceType.Text,
        [".log"] = EvidenceType.Text,
        [".eml"] = EvidenceType.Mail,
        [".htm"] = EvidenceType.Html,
        [".html"] = EvidenceType.Html,
        [".svg"] = EvidenceType.Svg,
        [".pdf"] = EvidenceType.Pdf,
        [".zip"] = EvidenceType.Zip,
        [".docx"] = EvidenceType.Zip,
        [".xlsx"] = EvidenceType.Zip,
        [".pptx"] = EvidenceType.Zip,
        [".mp4"] = EvidenceType.Video,
        [".mov"] = EvidenceType.Video,
        [".avi"] = EvidenceType.Video,
        [".mkv"] = EvidenceType.Video,
        [".tif"] = EvidenceType.Tiff,
        [".tiff"] = EvidenceType.Tiff,
        [".heic"] = EvidenceType.Heic,
        [".amr"] = EvidenceType.Amr,
        [".exe"] = EvidenceType.Program,
        [".dll"] = EvidenceType.Program,
        [".com"] = EvidenceType.Program,
        [".scr"] = EvidenceType.Program,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, EvidenceType> Media = new Dictionary<string, EvidenceType>(StringComparer.OrdinalIgnoreCase)
    {
        ["image/png"] = EvidenceType.Png,
        ["image/jpeg"] = EvidenceType.Jpeg,
        ["image/gif"] = EvidenceType.Gif,
        ["image/webp"] = EvidenceType.Webp,
        ["image/bmp"] = EvidenceType.Bmp,
        ["audio/mpeg"] = EvidenceType.Mp3,
        ["audio/wav"] = EvidenceType.Wav,
        ["audio/x-wav"] = EvidenceType.Wav,
        ["audio/ogg"] = EvidenceType.Ogg,
        ["audio/flac"] = EvidenceType.Flac,
        ["audio/mp4"] = EvidenceType.M4a,
        ["message/rfc822"] = EvidenceType.Mail,
        ["text/html"] = EvidenceType.Html,
        ["text/plain"] = EvidenceType.Text,
        ["image/svg+xml"] = EvidenceType.Svg,
        ["application/pdf"] = EvidenceType.Pdf,
        ["application/zip"] = EvidenceType.Zip,
        ["video/mp4"] = EvidenceType.Video,
        ["video/quicktime"] = EvidenceType.Video,
        ["image/tiff"] = EvidenceType.Tiff,
        ["image/heic"] = EvidenceType.Heic,
        ["audio/amr"] = EvidenceType.Amr,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it claims to be and is not, in words: "PNG picture"; null where nothing it says is wrong.</summary>
    public static string? Wrong(string name, string? said, EvidenceType type)
    {
        var ending = name.LastIndexOf('.') is var dot and >= 0 && Endings.TryGetValue(name[dot..].Trim(), out var named) ? named : (EvidenceType?)null;
        var media = said is not null && Media.TryGetValue(said.Split(';')[0].Trim(), out var sent) ? sent : (EvidenceType?)null;
        return new[] { ending, media }.OfType<EvidenceType>().Where(claimed => !Agree(claimed, type)).Select(EvidenceWords.Of).FirstOrDefault();
    }

    /// <summary>An empty file is nothing else than that, and a mail is text.</summary>
    static bool Agree(EvidenceType claimed, EvidenceType type) =>
        claimed == type || type == EvidenceType.Empty || (claimed, type) is (EvidenceType.Mail, EvidenceType.Text) or (EvidenceType.Text, EvidenceType.Mail) or (EvidenceType.Video, EvidenceType.M4a or EvidenceType.WebmAudio);
}
