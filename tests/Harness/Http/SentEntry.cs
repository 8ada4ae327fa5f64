using System.Text.Json;
using Holdfast.Core.Ledger;

namespace Holdfast.Harness.Http;

/// <summary>An entry as a client sends it. Sending it again with the same id is the same entry.</summary>
/// <param name="Id">Chosen by the client.</param>
/// <param name="Type">Its wire name, such as <c>statement-added</c>.</param>
/// <param name="Body">What serializes to its body.</param>
/// <param name="Ago">How long ago it happened.</param>
public sealed record SentEntry(EntryId Id, string Type, object Body, TimeSpan Ago = default)
{
    public static SentEntry Of(string type, object body) => new(EntryId.New(TimeProvider.System), type, body);

    public static SentEntry Statement(string text) => Of("statement-added", new { text });

    public static SentEntry Answer(string field, params string[] values) => Of("answer-given", new { field, state = "answered", values });

    internal object Wire => new { id = Id.ToString(), type = Type, version = 1, ago = (long)Ago.TotalMilliseconds, body = Body };

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
