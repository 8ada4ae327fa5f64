using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Faults;
using Holdfast.Harness.Http;

namespace Holdfast.Tests.Evidence;

/// <summary>Sends evidence through the JSON doors, whole or in pieces, as a program does.</summary>
sealed class Sender(Api api, IncidentId incident)
{
    public string Address(EvidenceId id) => $"/api/v1/incidents/{incident}/evidence/{id}";

    public static EvidenceId NewId() => EvidenceId.New(TimeProvider.System);

    /// <summary>Bytes that are no type of file, the same for a seed.</summary>
    public static byte[] Bytes(int length, ulong seed = 7)
    {
        var bytes = new byte[length];
        var dice = new Dice(seed);
        for (var i = 0; i < length; i++) bytes[i] = (byte)dice.Below(256);
        return bytes;
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public Task<Answer> PutAsync(EvidenceId id, ReadOnlyMemory<byte> body, string name = "recording.bin", long? length = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, id, body, [("Upload-Name", Uri.EscapeDataString(name)), .. Length(length), .. headers]);

    public Task<Answer> PatchAsync(EvidenceId id, long offset, ReadOnlyMemory<byte> body) =>
        SendAsync(HttpMethod.Patch, id, body, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));

    public Task<Answer> HeadAsync(EvidenceId id) => SendAsync(HttpMethod.Head, id, null);

    public Task<Answer> DeleteAsync(EvidenceId id) => SendAsync(HttpMethod.Delete, id, null);

    /// <summary>The original's bytes, or a range of them.</summary>
    public async Task<(HttpStatusCode Status, byte[] Bytes)> OriginalAsync(EvidenceId id, string purpose = "Handed to the police", string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(id) + "/original");
        request.Headers.Add("Purpose", Uri.EscapeDataString(purpose));
        if (range is not null) request.Headers.Add("Range", range);
        using var answer = await api.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The evidence of the incident, as its list says.</summary>
    public async Task<Reply> ListAsync() => (await api.GetAsync($"/api/v1/incidents/{incident}/evidence")).Ok();

    /// <summary>Begins to send so much of a file of a length, and cuts the connection once the server has taken it.</summary>
    /// <param name="arrived">Asked until it says so.</param>
    public async Task CutAsync(EvidenceId id, ReadOnlyMemory<byte> part, long length, string name, Func<Task> arrived)
    {
        using var cut = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Put, Address(id));
        request.Headers.Add("Upload-Name", Uri.EscapeDataString(name));
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Content = new Stalling(part, length);
        var sending = api.Http.SendAsync(request, cut.Token);
        await arrived();
        await cut.CancelAsync();
        try
        {
            using var _ = await sending;
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpRequestException)
        {
            // As it should.
        }
    }

    public async Task<Answer> SendAsync(HttpMethod method, EvidenceId id, ReadOnlyMemory<byte>? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Address(id));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is { } bytes) request.Content = new ReadOnlyMemoryContent(bytes);
        using var answer = await api.Http.SendAsync(request);
        return new Answer(answer.StatusCode, Number(answer, "Upload-Offset"), Number(answer, "Upload-Length"), await answer.Content.ReadAsStringAsync());
    }

    static (string, string)[] Length(long? length) => length is { } said ? [("Upload-Length", said.ToString(CultureInfo.InvariantCulture))] : [];

    static long? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? long.Parse(values.Single(), CultureInfo.InvariantCulture) : null;

    /// <summary>A body that says how long it is, brings a part and then nothing more.</summary>
    sealed class Stalling(ReadOnlyMemory<byte> part, long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(part, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}

/// <summary>What a door of evidence said.</summary>
sealed record Answer(HttpStatusCode Status, long? Offset, long? Length, string Text);
