using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.Sealing;

namespace Chorus.App.Hosting;

/// <summary>JSON of the site's API: camel case, bytes in base64url without padding.</summary>
internal static class SiteJson
{
    /// <summary>For what others post: unknown, missing and repeated members are refused. Also writes; null members are left out.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new Base64UrlConverter() },
        MaxDepth = 8,
    };

    /// <summary>For answers in which a null says something.</summary>
    public static readonly JsonSerializerOptions WithNulls = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>For answers of trustees, which may be newer than this site and say more.</summary>
    public static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Base64UrlConverter() },
        MaxDepth = 8,
    };
}
