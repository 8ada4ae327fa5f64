using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>TLS with a certificate file, as an administrator gives it.</summary>
public sealed class HttpsSite(Chromiums chromiums, SampleFolders samples) : Site(chromiums, samples)
{
    public override string Scheme => "https";

    protected override IEnumerable<string> Arguments(string folder)
    {
        var path = Path.Combine(folder, "certificate.pfx");
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        }

        return ["--certificate", path];
    }
}
