using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Holdfast.Harness.Http;

/// <summary>One server-sent event of the live feed.</summary>
/// <param name="Name">hello, incident, typing, glass or beat.</param>
/// <param name="Id">The position to resume after; empty when the event has none.</param>
/// <param name="Data">Its JSON.</param>
public sealed record FeedEvent(string Name, string Id, JsonElement Data)
{
    /// <summary>Reads events as they come, until the stream ends or the reading is cancelled.</summary>
    public static async IAsyncEnumerable<FeedEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var reader = new StreamReader(stream);
        string name = "message", id = "", data = "";
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0) yield return new FeedEvent(name, id, JsonElement.Parse(data));
                (name, data) = ("message", "");
            }
            else if (Value(line, "event:") is { } eventName) name = eventName;
            else if (Value(line, "id:") is { } position) id = position;
            else if (Value(line, "data:") is { } part) data = data.Length == 0 ? part : data + "\n" + part;
        }
    }

    static string? Value(string line, string field) =>
        line.StartsWith(field, StringComparison.Ordinal) ? line[field.Length..].TrimStart(' ') : null;
}
