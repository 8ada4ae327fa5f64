using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Notices;

/// <summary>How far one notice has come by one method.</summary>
[JsonConverter(typeof(WordConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>Waits for its first or next attempt.</summary>
    Queued,

    /// <summary>The carrier took it.</summary>
    Sent,

    /// <summary>The device has it.</summary>
    Delivered,

    /// <summary>The person had it before their eyes.</summary>
    Seen,

    /// <summary>Given up: it lies among the dead letters until somebody sends it again.</summary>
    Failed,

    /// <summary>Somebody had taken it before it went out.</summary>
    NotNeeded,
}
