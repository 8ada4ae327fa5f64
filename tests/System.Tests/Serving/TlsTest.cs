using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Harness;
using Holdfast.Web.Wiring;
using Microsoft.AspNetCore.Builder;
using Shouldly;

namespace Holdfast.Tests.Serving;

/// <summary>Nothing confidential goes over a network in the clear: a certificate, a proxy in front, or this machine alone.</summary>
public sealed class TlsTest : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("both.pem")]
    [InlineData("certificate.pem")]
    [InlineData("both.pfx")]
    public async Task A_certificate_file_serves_https(string file)
    {
        MakeCertificate();
        await using var server = Host.Build(Here with
        {
            Urls = ["https://127.0.0.1:0"],
            Certificate = folder[file],
            CertificateKey = file == "certificate.pem" ? folder["key.pem"] : null,
        });
        await server.StartAsync();
        using var answer = await GetAsync(server, "/sign-in");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        await server.StopAsync();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "--behind-proxy")]
    [InlineData("http://*:0", "--behind-proxy")]
    [InlineData("http://10.1.2.3:80", "--behind-proxy")]
    [InlineData("https://0.0.0.0:0", "--certificate")]
    [InlineData("ftp://127.0.0.1", "http")]
    [InlineData("nonsense", "can't be read")]
    public void An_address_that_would_show_secrets_is_refused(string url, string says) =>
        Should.Throw<StartRefusedException>(() => Host.Build(Here with { Urls = [url] })).Message.ShouldContain(says);

    [Fact]
    public void The_sample_listens_on_this_machine_alone() =>
        Should.Throw<StartRefusedException>(() => Host.Build(Here with { Sample = true, BehindProxy = true, Urls = ["http://0.0.0.0:0"] })).Message.ShouldContain("this machine only");

    [Fact]
    public async Task Behind_a_proxy_its_word_for_https_counts()
    {
        await using var server = Host.Build(Here with { Urls = ["http://127.0.0.1:0"], BehindProxy = true });
        await server.StartAsync();
        using var plain = await GetAsync(server, "/sign-in");
        plain.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => !cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        using var forwarded = await GetAsync(server, "/sign-in", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        forwarded.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        await server.StopAsync();
    }

    [Fact]
    public async Task Without_a_proxy_nobody_is_believed()
    {
        await using var server = Host.Build(Here with { Urls = ["http://127.0.0.1:0"] });
        await server.StartAsync();
        using var forwarded = await GetAsync(server, "/sign-in", ("X-Forwarded-Proto", "https"));
        forwarded.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        await server.StopAsync();
    }

    HostSettings Here => new() { DataFolder = folder["data"] };

    void MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(folder["certificate.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(folder["both.pem"], certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(folder["both.pfx"], certificate.Export(X509ContentType.Pkcs12));
    }

    static async Task<HttpResponseMessage> GetAsync(WebApplication server, string path, params (string Name, string Value)[] headers)
    {
#pragma warning disable CA5359 // The certificate is the test's own.
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
#pragma warning restore CA5359
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Urls.First() + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }
}
