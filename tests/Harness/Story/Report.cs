using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;

namespace Holdfast.Harness.Story;

/// <summary>One call, from the side of the agent who takes it. Each act is answered by the server before the story goes on.</summary>
public sealed class Report(IncidentId id, string number, Api agent)
{
    public IncidentId Id => id;

    public string Number => number;

    /// <summary>The caller's exact words, entered.</summary>
    public Task SaysAsync(string words) => DoneAsync(agent.AppendAsync(id, SentEntry.Statement(words)));

    /// <summary>Words that stand in the field and are not entered yet.</summary>
    public Task TypesAsync(string field, string text) => DoneAsync(agent.DraftAsync(id, field, EntryId.New(TimeProvider.System), text));

    public Task AnswersAsync(string field, params string[] values) => DoneAsync(agent.AppendAsync(id, SentEntry.Answer(field, values)));

    public Task CallerHangsUpAsync() => DoneAsync(agent.AppendAsync(id, SentEntry.Of("contact-ended", new { how = "caller-hung-up" })));

    public Task LineDropsAsync() => DoneAsync(agent.AppendAsync(id, SentEntry.Of("contact-ended", new { how = "line-lost" })));

    public Task AsksForSupervisorAsync(string askedBy = "agent") => DoneAsync(agent.AskForSupervisorAsync(id, askedBy));

    /// <summary>Files it.</summary>
    /// <returns>What is missing, and the row.</returns>
    public async Task<Reply> IsFiledAsync() => (await agent.FileAsync(id)).Ok();

    /// <summary>What the agent's own screen reads.</summary>
    public async Task<Reply> ReadAsync() => (await agent.ReadAsync(id)).Ok();

    static async Task DoneAsync(Task<Reply> act) => (await act).Ok();
}
