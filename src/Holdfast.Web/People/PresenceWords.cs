using Holdfast.Core.People;

namespace Holdfast.Web.People;

/// <summary>Availability in a word and a shape, with the key that chooses it: never by color alone.</summary>
public static class PresenceWords
{
    public static string Of(Availability availability) => availability switch
    {
        Availability.Available => T("Available"),
        Availability.OnACall => T("On a call"),
        Availability.Away => T("Away"),
        Availability.Off => T("Off"),
    };

    /// <summary>The icon of the sprite beside the word.</summary>
    public static string Icon(Availability availability) => availability switch
    {
        Availability.Available => "now",
        Availability.OnACall => "phone",
        Availability.Away => "clock",
        Availability.Off => "not-said",
    };

    /// <summary>The key, where no field has the cursor. None ends a shift: on other pages the same letter means something else.</summary>
    public static string? Key(Availability availability) => availability switch
    {
        Availability.Available => "v",
        Availability.OnACall => "l",
        Availability.Away => "y",
        Availability.Off => null,
    };

    /// <summary>What it means for whoever chose it.</summary>
    public static string Means(Availability availability) => availability switch
    {
        Availability.Available => T("You are rung."),
        Availability.OnACall => T("You are not tried alone; you are rung when everybody is."),
        Availability.Away => T("You are rung only when everybody is."),
        Availability.Off => T("Your shift is over. You are not rung."),
    };
}
