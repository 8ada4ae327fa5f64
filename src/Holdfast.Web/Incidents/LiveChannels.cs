using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Web.Incidents;

/// <summary>The channels as the live screen offers them: each with its key and its icon.</summary>
public static class LiveChannels
{
    /// <summary>The letter that chooses it: those of other controls are taken.</summary>
    public static string Key(Channel channel) => channel switch
    {
        Channel.Phone => "P",
        Channel.InPerson => "V",
        Channel.Email => "M",
        Channel.Chat => "D",
        Channel.SocialMedia => "S",
    };

    public static string Icon(Channel channel) => channel switch
    {
        Channel.Phone => "phone",
        Channel.InPerson => "person",
        Channel.Email => "mail",
        Channel.Chat => "chat",
        Channel.SocialMedia => "globe",
    };

    /// <summary>The order for whoever has handed the contact over.</summary>
    public static Order Left(Channel channel) => new(channel == Channel.Phone ? T("YOU HAVE LEFT THE CALL") : T("YOU HAVE LEFT"), T("Whoever took over is with them. Write down what you still remember."));

    /// <summary>All that the page changes when the channel is chosen, for its script.</summary>
    public static string Json(ChannelGuide guide) => JsonSerializer.Serialize(new
    {
        icon = Icon(guide.Channel),
        on = new[] { guide.Order.Text, guide.Order.Rest },
        left = new[] { Left(guide.Channel).Text, Left(guide.Channel).Rest },
        ended = new[] { guide.Ended.Text, guide.Ended.Rest },
        ends = guide.Ends.ToDictionary(end => Words<Contact>.Of(end.How), end => end.Label),
        resumed = guide.Resumed,
        title = guide.WordsTitle,
        ask = guide.WordsAsk,
        paste = guide.Paste,
        spoken = guide.Channel is Channel.Phone or Channel.InPerson,
    });
}
