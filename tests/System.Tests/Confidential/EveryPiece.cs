using System.Text;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Tests.Evidence;
using Shouldly;

namespace Holdfast.Tests.Confidential;

/// <summary>Sends evidence whose bytes, names and words hold the word: kept, twice the same, half sent and refused; promises some, and takes one out.</summary>
static class EveryPiece
{
    public static async Task SendAsync(Api agent, IncidentId incident, Func<string> next)
    {
        var sender = new Sender(agent, incident);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(_ => next() + "\r\n")));
        var mail = Encoding.UTF8.GetBytes($"From: {next()} <a@example.org>\r\nSubject: {next()}\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n{next()}\r\n--x\r\nContent-Disposition: attachment; filename={next()}.txt\r\n\r\n{next()}\r\n--x--\r\n");
        var (whole, half) = (Sender.NewId(), Sender.NewId());
        ((int)(await sender.PutAsync(whole, text, next() + ".txt", null, ("Upload-What", next()), ("Upload-Type", "text/" + next()))).Status).ShouldBe(201);
        ((int)(await sender.PutAsync(Sender.NewId(), text, next() + ".txt")).Status).ShouldBe(201);
        ((int)(await sender.PutAsync(Sender.NewId(), mail, next() + ".eml")).Status).ShouldBe(201);
        ((int)(await sender.PutAsync(half, text.AsMemory(0, 1_500_000), "../" + next(), text.Length)).Status).ShouldBe(202);
        ((int)(await sender.PatchAsync(half, 7, Encoding.UTF8.GetBytes(next()))).Status).ShouldBe(409);
        ((int)(await sender.PutAsync(whole, Encoding.UTF8.GetBytes(next()), next())).Status).ShouldBe(409);
        (await sender.OriginalAsync(whole, next())).Bytes.ShouldBe(text);
        var promise = SentEntry.Of("evidence-promised", new { what = next(), dueAt = "2026-03-02T14:00:00Z", from = next() });
        (await agent.AppendAsync(incident, promise, SentEntry.Of("promise-withdrawn", new { promise = promise.Id.ToString(), reason = next() }))).Ok();
        (await sender.ListAsync()).Text.ShouldContain(".txt");
    }
}
