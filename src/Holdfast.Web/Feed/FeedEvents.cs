using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.Feed;

public sealed record HelloView(long Position, DateTimeOffset ServerTime, PersonView Person);

public sealed record BeatView(DateTimeOffset At);

public sealed record TypingView(string Id, PersonView By);

public sealed record GlassView(string Id, string Number, PersonView By, DateTimeOffset At);

public sealed record GoneView(string Id);

/// <summary>Events of the feed as bytes of a <c>text/event-stream</c>. They carry numbers and states, never content.</summary>
static class FeedEvents
{
    public static byte[] Hello(HelloView view, long resumeAfter) => Bytes("hello", resumeAfter, JsonSerializer.SerializeToUtf8Bytes(view, FeedJson.Default.HelloView));

    /// <param name="row">The incident as it is now.</param>
    /// <param name="position">Where to resume after it; null while what was missed is told, because only the whole of that is a place to resume from.</param>
    public static byte[] Incident(RowView row, long? position) => Bytes("incident", position, JsonSerializer.SerializeToUtf8Bytes(row, FeedJson.Default.RowView));

    /// <summary>The person may no longer know of an incident that this feed told of.</summary>
    public static byte[] Gone(GoneView view) => Bytes("gone", null, JsonSerializer.SerializeToUtf8Bytes(view, FeedJson.Default.GoneView));

    public static byte[] Typing(TypingView view) => Bytes("typing", null, JsonSerializer.SerializeToUtf8Bytes(view, FeedJson.Default.TypingView));

    public static byte[] Glass(GlassView view) => Bytes("glass", null, JsonSerializer.SerializeToUtf8Bytes(view, FeedJson.Default.GlassView));

    public static byte[] Beat(BeatView view, long? resumeAfter = null) => Bytes("beat", resumeAfter, JsonSerializer.SerializeToUtf8Bytes(view, FeedJson.Default.BeatView));

    /// <summary>More was missed than a feed replays: the page reads its list anew.</summary>
    public static byte[] Reset(long position) => Bytes("reset", position, "{}"u8);

    static byte[] Bytes(string name, long? id, ReadOnlySpan<byte> data)
    {
        var head = Encoding.ASCII.GetBytes(id is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {position}\ndata: ")
            : $"event: {name}\ndata: ");
        return [.. head, .. data, (byte)'\n', (byte)'\n'];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimes)])]
[JsonSerializable(typeof(RowView))]
[JsonSerializable(typeof(HelloView))]
[JsonSerializable(typeof(BeatView))]
[JsonSerializable(typeof(TypingView))]
[JsonSerializable(typeof(GlassView))]
[JsonSerializable(typeof(GoneView))]
internal sealed partial class FeedJson : JsonSerializerContext;
