using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Notices;

namespace Holdfast.Integrations.Notices;

/// <summary>The tag of a message as carriers take it, in a push message's topic (RFC 8030, 5.4) and in a mail's id.</summary>
static class Tag
{
    const int Longest = 32;

    /// <summary>The message's own tag; for one that no header may hold, 32 characters that stand for it.</summary>
    public static string Of(Message message) =>
        message.Tag.Length is > 0 and <= Longest && message.Tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? message.Tag
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(message.Tag)))[..Longest];
}
