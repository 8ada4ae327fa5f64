namespace Holdfast.Core.Notices;

/// <summary>Where a method leads. Kept sealed; never in a log.</summary>
public abstract record MethodAddress
{
    MethodAddress()
    {
    }

    /// <summary>A browser's push subscription (RFC 8030): the push service's address for it, its public key (65 bytes, uncompressed P-256) and its secret (16 bytes), as the Push API gives them.</summary>
    public sealed record Push(Uri Endpoint, ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> Secret) : MethodAddress;

    /// <summary>A mailbox.</summary>
    public sealed record Email(string Mailbox) : MethodAddress;
}
