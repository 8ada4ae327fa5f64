using System.Text;
using Holdfast.Core.Ledger;

namespace Holdfast.Bench.Client;

/// <summary>The request that adds one answer to one incident; each sending stamps a new entry id into the same bytes. Not thread-safe.</summary>
public sealed class AnswerRequest
{
    const string Placeholder = "00000000-0000-7000-8000-000000000000";
    readonly byte[] bytes;
    readonly int at;

    public AnswerRequest(Uri site, string token, IncidentId incident)
    {
        bytes = Request.Post($"/api/v1/incidents/{incident}/entries", site, token,
            $$$"""{"entries":[{"id":"{{{Placeholder}}}","type":"answer-given","version":1,"ago":0,"body":{"field":"caller-name","state":"answered","values":["Sample Caller"]}}]}""");
        at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Placeholder));
    }

    /// <summary>The request for an entry of this id; valid until the next call.</summary>
    public byte[] With(EntryId id)
    {
        _ = id.Value.TryFormat(bytes.AsSpan(at, Placeholder.Length), out _, "D");
        return bytes;
    }
}
