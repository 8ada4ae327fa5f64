using System.Text;

namespace Holdfast.Harness.Mail;

/// <summary>A mail as the server got it.</summary>
/// <param name="Sender">The envelope's sender.</param>
/// <param name="Recipients">The envelope's recipients.</param>
/// <param name="Raw">Every byte of it.</param>
/// <param name="Secure">Whether it came over TLS.</param>
/// <param name="User">Who had signed in; null for nobody.</param>
/// <param name="Hello">What the sender called itself.</param>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, byte[] Raw, bool Secure, string? User, string? Hello)
{
    /// <summary>Its lines, the head's first, then an empty one, then the body's.</summary>
    public string[] Lines => Encoding.UTF8.GetString(Raw).Split("\r\n");

    /// <summary>The head's lines.</summary>
    public string[] Head => [.. Lines.TakeWhile(line => line.Length > 0)];

    /// <summary>All after the head.</summary>
    public string Body => string.Join("\r\n", Lines.SkipWhile(line => line.Length > 0).Skip(1));
}
