using Holdfast.Core.Notices;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>How notices, methods and what became of them read on pages.</summary>
public static class NoticeWords
{
    public static string Of(MethodKind kind) => kind switch
    {
        MethodKind.Screen => "Screen",
        MethodKind.Push => "Phone or browser",
        MethodKind.Email => "E-mail",
    };

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "Waiting",
        DeliveryState.Sent => "Sent",
        DeliveryState.Delivered => "Delivered",
        DeliveryState.Seen => "Seen",
        DeliveryState.Failed => "Failed",
        DeliveryState.NotNeeded => "Not needed any more",
    };

    public static string Of(SendFailure failure) => failure switch
    {
        SendFailure.NotSetUp => "this site has not set it up",
        SendFailure.NoScreen => "no screen was open",
        SendFailure.Unreachable => "the carrier can’t be reached",
        SendFailure.TimedOut => "the carrier did not answer in time",
        SendFailure.Busy => "the carrier is busy or broken at the moment",
        SendFailure.Refused => "the carrier refused it",
        SendFailure.Gone => "the address exists no more",
        SendFailure.NotAllowed => "the address may not be called",
        SendFailure.BadAnswer => "the carrier’s answer can’t be understood",
    };

    /// <summary>"Failed: the address exists no more", "Waiting, after 2 attempts: the carrier is busy or broken at the moment".</summary>
    public static string Of(Delivery delivery) =>
        Of(delivery.State) + (delivery is { State: DeliveryState.Queued, Attempts: > 0 } ? $", after {Attempts(delivery.Attempts)}" : "") + (delivery.Failure is { } why ? ": " + Of(why) : "");

    public static string Attempts(int count) => count == 1 ? "1 attempt" : $"{count} attempts";

    /// <summary>"at once", "after 30 s", "after 5 min".</summary>
    public static string After(TimeSpan after) =>
        after == TimeSpan.Zero ? "at once" : after.TotalSeconds < 60 || after.Seconds != 0 ? $"after {(int)after.TotalSeconds} s" : $"after {(int)after.TotalMinutes} min";

    /// <summary>What a notice is to somebody who may not know of the incident.</summary>
    public static string Of(NoticeCause cause) => cause switch
    {
        NoticeCause.Ring or NoticeCause.Overdue or NoticeCause.HandedOn => "An alert",
        NoticeCause.Test => "A test",
        NoticeCause.MethodFails => "Word to an administrator",
    };
}
