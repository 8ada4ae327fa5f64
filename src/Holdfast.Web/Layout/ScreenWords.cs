using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Layout;

/// <summary>How values read on the screen, in the reader's language. Times are UTC here; the page's script puts them into the reader's own zone.</summary>
public static class ScreenWords
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Phone => T("Phone"),
        Channel.InPerson => T("In person"),
        Channel.Email => T("E-mail"),
        Channel.Chat => T("Chat"),
        Channel.SocialMedia => T("Social media"),
    };

    /// <summary>The icon of the sprite that stands beside a channel's word.</summary>
    public static string Icon(Channel channel) => channel switch
    {
        Channel.Phone => "phone",
        Channel.InPerson => "people",
        Channel.Email => "mail",
        Channel.Chat => "chat",
        Channel.SocialMedia => "globe",
    };

    public static string Of(State state) => state switch
    {
        State.Live => T("Live"),
        State.Filed => T("Filed"),
        State.Closed => T("Closed"),
        State.Reopened => T("Reopened"),
    };

    public static string Of(Contact contact) => contact switch
    {
        Contact.OnTheLine => T("caller on the line"),
        Contact.CallerHungUp => T("caller hung up"),
        Contact.LineLost => T("line lost"),
    };

    public static string Of(CalloutTone tone) => tone switch
    {
        CalloutTone.Info => T("Info"),
        CalloutTone.Note => T("Note"),
        CalloutTone.Warning => T("Warning"),
        CalloutTone.Tip => T("Tip"),
    };

    /// <summary>"14:02 UTC".</summary>
    public static string Clock(DateTimeOffset? at) => at is { } when ? when.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    /// <summary>The day in the reader's own way and the time: "11/26/2026 14:02 UTC".</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d", CultureInfo.CurrentCulture) + " " + Clock(at);

    /// <summary>"14:02:11".</summary>
    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"03:12" while it runs, "41 min", "1 h 12", "3 d" afterwards; the script counts on in the same words.</summary>
    public static string Age(TimeSpan age, bool runs)
    {
        var span = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        var hours = (int)span.TotalHours;
        return hours >= 48 ? T("{0} d", (int)span.TotalDays)
            : runs ? string.Create(CultureInfo.InvariantCulture, $"{(hours > 0 ? $"{hours}:" : "")}{span.Minutes:00}:{span.Seconds:00}")
            : hours > 0 ? T("{0} h {1}", hours, span.Minutes.ToString("00", CultureInfo.InvariantCulture))
            : T("{0} min", span.Minutes);
    }
}
