namespace Holdfast.Web.Notices;

static class DeliveriesPage
{
    public const string Path = "/deliveries";
}
