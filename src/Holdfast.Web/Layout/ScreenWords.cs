using System.Globalization;
using Holdfast.Core.Incidents;

namespace Holdfast.Web.Layout;

/// <summary>How values read on the screen. Times are UTC here; the page's script puts them into the reader's own zone.</summary>
public static class ScreenWords
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Phone => "Phone",
        Channel.InPerson => "In person",
        Channel.Email => "E-mail",
        Channel.Chat => "Chat",
        Channel.SocialMedia => "Social media",
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
        State.Live => "Live",
        State.Filed => "Filed",
        State.Closed => "Closed",
        State.Reopened => "Reopened",
    };

    public static string Of(Contact contact) => contact switch
    {
        Contact.OnTheLine => "caller on the line",
        Contact.CallerHungUp => "caller hung up",
        Contact.LineLost => "line lost",
    };

    /// <summary>"14:02 UTC".</summary>
    public static string Clock(DateTimeOffset? at) => at is { } when ? when.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    /// <summary>"14:02:11".</summary>
    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"03:12" while it runs, "41 min", "1 h 12", "3 d" afterwards; the script counts on in the same words.</summary>
    public static string Age(TimeSpan age, bool runs)
    {
        var span = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        var hours = (int)span.TotalHours;
        return hours >= 48 ? $"{(int)span.TotalDays} d"
            : runs ? string.Create(CultureInfo.InvariantCulture, $"{(hours > 0 ? $"{hours}:" : "")}{span.Minutes:00}:{span.Seconds:00}")
            : hours > 0 ? $"{hours} h {span.Minutes:00}"
            : $"{span.Minutes} min";
    }
}
