namespace Holdfast.Integrations.Notices;

/// <summary>What calling a push service may cost, and whom it may reach. The address of a push service comes from a browser, so nothing of it is trusted.</summary>
public sealed record WebPushLimits
{
    /// <summary>How long one message may take in all, looking up the name included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Kilobytes that the head of an answer may have, and its body before the connection is given up. The body says nothing that is needed.</summary>
    public int LargestAnswer { get; init; } = 8;

    /// <summary>Characters that an address may have.</summary>
    public int LongestAddress { get; init; } = 2048;

    /// <summary>Connections to one push service at the same time.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>Whether a push service may have an address inside a private network or on this machine.</summary>
    public bool PrivateAddresses { get; init; }

    /// <summary>Whether plain http is allowed to this machine itself, for tests.</summary>
    public bool PlainLoopback { get; init; }
}
