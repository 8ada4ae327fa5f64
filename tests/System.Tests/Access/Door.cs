using Holdfast.Core.Ledger;

namespace Holdfast.Tests.Access;

/// <summary>One door of an incident: its route, how one knocks, and who is let in.</summary>
/// <param name="Route">As the routing table names it: verb and pattern, a page's without a verb.</param>
/// <param name="Path">After the incident's address.</param>
/// <param name="Expected">One sign for each role: + in, - denied, N the number alone.</param>
/// <param name="Body">What is sent, fields of a form where it is a <see cref="Form"/>; null for a door that is read.</param>
/// <param name="Note">Tells apart two doors of one route.</param>
/// <param name="Header">One header beside it, such as <c>Range: bytes=0-9</c>.</param>
sealed record Door(string Route, string Path, Func<Relation, string> Expected, object? Body = null, string Note = "", string? Header = null)
{
    public HttpMethod Method => !Route.StartsWith('/') ? HttpMethod.Parse(Route.Split(' ')[0]) : Body is null ? HttpMethod.Get : HttpMethod.Post;

    public override string ToString() => Route + Note;

    const string Api = "/api/v1/incidents/{id}";

    const string Piece = Api + "/evidence/{evidence}";
    const string Sound = "/incidents/{id}/evidence/{evidence}/sound";
    static readonly string SoundPath = $"/incidents/{{0}}/evidence/{Incidents.Evidence}/sound";

    static string NewId => EntryId.New(TimeProvider.System).ToString();

    /// <summary>Doors that are read: knocking changes nothing but the record of who read.</summary>
    public static readonly Door[] Read =
    [
        new("GET " + Api, "", Cells.Opens),
        new("GET " + Api + "/timeline", "/timeline", Cells.Opens),
        new("GET " + Api + "/drafts", "/drafts", Cells.Opens),
        new("GET " + Api + "/handovers", "/handovers", Cells.Numbers),
        new("GET " + Api + "/readings", "/readings", Cells.Audits),
        new("/incidents/{id}", "page:/incidents/{0}", Cells.Page),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Live", Cells.Opens, Note: " the parts that change"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Drafts", Cells.Opens, Note: " what others type"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Case", Cells.Opens, Note: " the case"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Transcripts", Cells.Opens, Note: " what was pasted whole"),
        new("/incidents/{id}", "page:/incidents/{0}?handler=Evidence", Cells.Opens, Note: " the evidence"),
        new("GET " + Api + "/evidence", "/evidence", Cells.Opens),
        new("GET " + Piece, "/evidence/" + Incidents.Evidence, Cells.Opens),
        new("HEAD " + Piece, "/evidence/" + Incidents.Evidence, Cells.Opens),
        new("HEAD " + Piece, "/evidence/0199a000-0000-7000-8000-00000000ffff", _ => "------", Note: " of nobody's"),
        new("PATCH " + Piece, "/evidence/" + Incidents.Evidence, Cells.Opens, Header: "Upload-Offset: 0"),
        new("DELETE " + Piece, "/evidence/" + Incidents.Evidence, Cells.Opens),
        new("GET " + Piece + "/original", $"/evidence/{Incidents.Evidence}/original", Cells.Opens, Header: "Purpose: Handed%20to%20the%20police"),
        new("GET " + Piece + "/original", $"/evidence/{Incidents.Evidence}/original", Cells.Opens, Note: " without a purpose"),
        new("GET " + Sound, "page:" + SoundPath, Cells.Opens),
        new("GET " + Sound, "page:" + SoundPath, Cells.Opens, Note: " a range", Header: "Range: bytes=4-9"),
        new("GET " + Sound, "page:" + SoundPath, Cells.Opens, Note: " a range beyond its end", Header: "Range: bytes=99999-"),
        new("GET /incidents/{id}/evidence/{evidence}/picture", $"page:/incidents/{{0}}/evidence/{Incidents.Evidence}/picture", Cells.Opens),
        new("HEAD " + Sound, "page:" + SoundPath, Cells.Opens),
        new("/incidents/{id}/evidence/{evidence}", $"page:/incidents/{{0}}/evidence/{Incidents.Evidence}", Cells.Opens),
        new("/incidents/{id}/evidence/{evidence}", "page:/incidents/{0}/evidence/0199a000-0000-7000-8000-00000000ffff", _ => "------", Note: " of nobody's"),
        new("/incidents/{id}/print", "page:/incidents/{0}/print", Cells.Opens),
        new("/report/{id:guid?}", "page:/report/{0}", Cells.Opens),
        new("/report/paper/{id:guid?}", "page:/report/paper/{0}", Cells.Opens),
    ];

    /// <summary>Doors that write. Each knocks at an incident of its own, because what it writes may change who is let in.</summary>
    public static Door[] Write =>
    [
        new("POST " + Api + "/entries", "/entries", Cells.Opens, new { entries = new[] { new { id = NewId, type = "note-added", version = 1, body = new { text = "late word" } } } }),
        new("PUT " + Api + "/drafts", "/drafts", Cells.Opens, new { field = "summary", entry = NewId, text = "half a wo" }),
        new("PUT " + Piece, "/evidence/0199a000-0000-7000-8000-00000000cccc", Cells.Opens, new { text = "late words" }),
        new("POST /incidents/{id}/evidence", "page:/incidents/{0}/evidence", Cells.Opens, new Form("file", "note.txt", "what", "Late words")),
        new("POST /incidents/{id}/evidence/{evidence}/original", $"page:/incidents/{{0}}/evidence/{Incidents.Evidence}/original", Cells.Opens, new Form("", "", "purpose", "Handed to the police")),
        new("/report/paper/{id:guid?}", "page:/report/paper/{0}", Cells.Opens, new Form("", "", "sheet", NewId), " entered"),
        new("POST " + Api + "/supervisor-requests", "/supervisor-requests", Cells.Opens, new { id = NewId, askedBy = "agent" }),
        new("POST " + Api + "/filing", "/filing", Cells.Files, new { id = NewId }),
        new("POST " + Api + "/acknowledgement", "/acknowledgement", Cells.Acknowledges, new { id = NewId }),
        new("POST " + Api + "/handovers", "/handovers", Cells.Opens, new { id = NewId, step = "offered" }, " offered"),
        new("POST " + Api + "/handovers", "/handovers", Cells.Acknowledges, new { id = NewId, step = "accepted" }, " accepted"),
        new("POST " + Api + "/handovers", "/handovers", Cells.Links, new { id = NewId, step = "joined" }, " joined"),
        new("POST " + Api + "/handovers", "/handovers", Cells.Links, new { id = NewId, step = "released" }, " released"),
        new("POST " + Api + "/handovers", "/handovers", Cells.Links, new { id = NewId, step = "failed", why = "Line cut" }, " failed"),
        new("POST " + Api + "/declining", "/declining", Cells.Declines, new { id = NewId }),
        new("POST " + Api + "/passing", "/passing", Cells.Handles, new { id = NewId, note = "He named the office" }),
        new("POST " + Api + "/care", "/care", Cells.Cares, new { id = NewId, @break = true, note = "Break until 15:00" }),
        new("POST " + Api + "/call", "/call", Cells.Opens, new { id = NewId, number = "555-0142" }),
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

/// <summary>A form with one field and perhaps a file, posted with the proof of a page of ours.</summary>
sealed record Form(string File, string FileName, string Field, string Value);
