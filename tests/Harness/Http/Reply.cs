using System.Net;
using System.Text.Json;

namespace Holdfast.Harness.Http;

/// <summary>What a door answered: the status and, where there is one, the JSON body. Deliberately untyped, so that the tests read what is on the wire.</summary>
public sealed record Reply(HttpStatusCode Status, JsonElement Body, string Text)
{
    /// <summary>A member of the body, by a path such as <c>row.acknowledged.by.name</c>; an undefined element where there is none.</summary>
    public JsonElement this[string path]
    {
        get
        {
            var here = Body;
            foreach (var name in path.Split('.'))
            {
                if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(name, out here)) return default;
            }

            return here;
        }
    }

    /// <summary>This reply, if the door said yes.</summary>
    /// <exception cref="HttpRequestException">It did not; the message holds status and body.</exception>
    public Reply Ok() => (int)Status is >= 200 and < 300 ? this : throw new HttpRequestException($"{(int)Status} {Status}: {Text}", null, Status);
}
