using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;

namespace Holdfast.Harness.Faults;

/// <summary>One request of a writer and what the writer knows of it: this is the client's own list, against which the record is checked.</summary>
public sealed record Batch(IncidentId Incident, SentEntry[] Entries, string[] Texts)
{
    /// <summary>The server said yes, at the first sending or at a later one.</summary>
    public bool Acknowledged { get; set; }

    /// <summary>Statements with words that occur nowhere else.</summary>
    public static Batch New(IncidentId incident, string words, int size)
    {
        var texts = Enumerable.Range(0, size).Select(part => $"{words} part {part}").ToArray();
        return new Batch(incident, [.. texts.Select(SentEntry.Statement)], texts);
    }
}
