using Holdfast.Core.Notices;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>How notices, methods and what became of them read on pages.</summary>
public static class NoticeWords
{
    public static string Of(MethodKind kind) => kind switch
    {
        MethodKind.Screen => T("Screen"),
        MethodKind.Push => T("Phone or browser"),
        MethodKind.Email => T("E-mail"),
    };

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => T("Waiting"),
        DeliveryState.Sent => T("Sent"),
        DeliveryState.Delivered => T("Delivered"),
        DeliveryState.Seen => T("Seen"),
        DeliveryState.Failed => T("Failed"),
        DeliveryState.NotNeeded => T("Not needed any more"),
    };

    public static string Of(SendFailure failure) => failure switch
    {
        SendFailure.NotSetUp => T("this site has not set it up"),
        SendFailure.NoScreen => T("no screen was open"),
        SendFailure.Unreachable => T("the carrier can’t be reached"),
        SendFailure.TimedOut => T("the carrier did not answer in time"),
        SendFailure.Busy => T("the carrier is busy or broken at the moment"),
        SendFailure.Refused => T("the carrier refused it"),
        SendFailure.Gone => T("the address exists no more"),
        SendFailure.NotAllowed => T("the address may not be called"),
        SendFailure.BadAnswer => T("the carrier’s answer can’t be understood"),
    };

    /// <summary>"Failed: the address exists no more", "Waiting, after 2 attempts: the carrier is busy or broken at the moment".</summary>
    public static string Of(Delivery delivery) =>
        (delivery is { State: DeliveryState.Queued, Attempts: > 0 } ? N(delivery.Attempts, "Waiting, after 1 attempt", "Waiting, after {0} attempts") : Of(delivery.State)) + (delivery.Failure is { } why ? ": " + Of(why) : "");

    public static string Attempts(int count) => N(count, "1 attempt", "{0} attempts");

    /// <summary>"at once", "after 30 s", "after 5 min".</summary>
    public static string After(TimeSpan after) =>
        after == TimeSpan.Zero ? T("at once") : after.TotalSeconds < 60 || after.Seconds != 0 ? T("after {0} s", (int)after.TotalSeconds) : T("after {0} min", (int)after.TotalMinutes);

    /// <summary>What a notice is to somebody who may not know of the incident.</summary>
    public static string Of(NoticeCause cause) => cause switch
    {
        NoticeCause.Ring or NoticeCause.Overdue or NoticeCause.HandedOn => T("An alert"),
        NoticeCause.Test => T("A test"),
        NoticeCause.MethodFails => T("Word to an administrator"),
    };
}
