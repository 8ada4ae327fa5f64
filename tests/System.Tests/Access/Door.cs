using Holdfast.Core.Ledger;

namespace Holdfast.Tests.Access;

/// <summary>One door of an incident: its route, how one knocks, and who is let in.</summary>
/// <param name="Route">As the routing table names it: verb and pattern, a page's without a verb.</param>
/// <param name="Path">After the incident's address.</param>
/// <param name="Expected">One sign for each role: + in, - denied, N the number alone.</param>
/// <param name="Body">What is sent; null for a door that is read.</param>
/// <param name="Note">Tells apart two doors of one route.</param>
sealed record Door(string Route, string Path, Func<Relation, string> Expected, object? Body = null, string Note = "")
{
    public HttpMethod Method => Body is null ? HttpMethod.Get : Route.StartsWith("PUT", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post;

    public override string ToString() => Route + Note;

    const string Api = "/api/v1/incidents/{id}";

    static string NewId => EntryId.New(TimeProvider.System).ToString();

    /// <summary>Doors that are read: knocking changes nothing but the record of who read.</summary>
    public static readonly Door[] Read =
    [
        new("GET " + Api, "", Cells.Opens),
        new("GET " + Api + "/timeline", "/timeline", Cells.Opens),
        new("GET " + Api + "/drafts", "/drafts", Cells.Opens),
        new("GET " + Api + "/readings", "/readings", Cells.Audits),
        new("/incidents/{id}", "page:/incidents/{0}", Cells.Page),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Live", Cells.Opens, Note: " the parts that change"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Drafts", Cells.Opens, Note: " what others type"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Case", Cells.Opens, Note: " the case"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Transcripts", Cells.Opens, Note: " what was pasted whole"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Evidence", Cells.Opens, Note: " the evidence"),
        new("/incidents/{id}/print", "page:/incidents/{0}/print", Cells.Opens),
        new("/report/{id:guid?}", "page:/report/{0}", Cells.Opens),
    ];

    /// <summary>Doors that write. Each knocks at an incident of its own, because what it writes may change who is let in.</summary>
    public static Door[] Write =>
    [
        new("POST " + Api + "/entries", "/entries", Cells.Opens, new { entries = new[] { new { id = NewId, type = "note-added", version = 1, body = new { text = "late word" } } } }),
        new("PUT " + Api + "/drafts", "/drafts", Cells.Opens, new { field = "summary", entry = NewId, text = "half a wo" }),
        new("POST " + Api + "/supervisor-requests", "/supervisor-requests", Cells.Opens, new { id = NewId, askedBy = "agent" }),
        new("POST " + Api + "/filing", "/filing", Cells.Files, new { id = NewId }),
        new("POST " + Api + "/acknowledgement", "/acknowledgement", Cells.Acknowledges, new { id = NewId }),
        new("POST " + Api + "/priority", "/priority", Cells.Opens, new { id = NewId, to = "P0" }, " raise"),
        new("POST " + Api + "/priority", "/priority", Cells.Handles, new { id = NewId, to = "P3", reason = "He called back, calm" }, " lower"),
        new("POST " + Api + "/owner", "/owner", Cells.Handles, new { id = NewId, owner = "hans", reason = "On site" }),
        new("POST " + Api + "/grants", "/grants", Cells.Handles, new { id = NewId, to = "hans", reason = "On site" }),
        new("POST " + Api + "/links", "/links", Cells.Links, new { id = NewId, other = "HF-2001-000001", reason = "The same voice" }),
        new("POST " + Api + "/break-glass", "/break-glass", Cells.BreaksGlass, new { id = NewId, reason = "Life at risk" }),
        new("POST " + Api + "/closing", "/closing", Cells.Closes, new { id = NewId, outcome = "Handed to the police" }),
        new("POST " + Api + "/reopening", "/reopening", Cells.Closes, new { id = NewId, reason = "He called again" }),
    ];
}
