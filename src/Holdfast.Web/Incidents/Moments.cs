using System.Globalization;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>Answers that are a date and a time: an ISO 8601 instant, or the words as written.</summary>
public static class Moments
{
    const string Input = "yyyy-MM-dd'T'HH:mm:ss";
    static readonly string[] Inputs = [Input, "yyyy-MM-dd'T'HH:mm"];

    /// <summary>As a field for date and time holds it, to the second.</summary>
    public static string ForInput(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString(Input, CultureInfo.InvariantCulture);

    /// <summary>What a field for date and time was sent with, as an answer; anything else as it stands.</summary>
    public static string FromInput(string sent, TimeZoneInfo zone) =>
        DateTime.TryParseExact(sent, Inputs, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            : sent;

    /// <summary>The same moment as far as a field for date and time can tell.</summary>
    public static bool Same(string one, string other, TimeZoneInfo zone) =>
        one == other || (AnswerWords.Instant(one) is { } first && AnswerWords.Instant(other) is { } second && ForInput(first, zone) == ForInput(second, zone));
}
