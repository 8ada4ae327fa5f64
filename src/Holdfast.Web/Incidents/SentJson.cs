using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Holdfast.Web.Incidents;

/// <summary>JSON as clients send it, made fit to keep: half a surrogate pair or bytes that are no text could be stored and then read by no one.</summary>
static class SentJson
{
    const string Instead = "\\uFFFD";

    /// <summary>The same JSON, with U+FFFD where half a character stood.</summary>
    public static JsonElement Readable(JsonElement sent)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(sent);
        if (Utf8.IsValid(bytes) && bytes.IndexOf("\\ud"u8) < 0 && bytes.IndexOf("\\uD"u8) < 0)
        {
            return sent;
        }

        var text = Encoding.UTF8.GetString(bytes);
        var readable = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                readable.Append(text[i]);
            }
            else if (Unit(text, i) is not { } unit || !char.IsSurrogate(unit))
            {
                readable.Append(text, i, 2);
                i++;
            }
            else if (char.IsHighSurrogate(unit) && Unit(text, i + 6) is { } low && char.IsLowSurrogate(low))
            {
                readable.Append(text, i, 12);
                i += 11;
            }
            else
            {
                readable.Append(Instead);
                i += 5;
            }
        }

        return JsonElement.Parse(readable.ToString());
    }

    /// <summary>The code unit of an escape of four figures at a place; null for anything else there.</summary>
    static char? Unit(string text, int at) =>
        at + 5 < text.Length && text[at] == '\\' && text[at + 1] == 'u' && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit : null;
}
