//! Serves every screen with synthetic data, in both languages: to look at, to take pictures of, to build on.
//!
//! `cargo run -p zgoda-web --example gallery -- --listen 127.0.0.1:8070`, then add `?lang=en&theme=dark` to any path.

mod samples;

use std::collections::HashMap;
use std::error::Error;

use axum::extract::{Form, Query, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, ServiceExt};
use zgoda_text::Lang;
use zgoda_web::assets;
use zgoda_web::security::cookie::Cookie;
use zgoda_web::security::headers;
use zgoda_web::views::account::qr_svg;
use zgoda_web::views::frame::Theme;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--listen"), Some(address)) => address,
        (Some("--list"), _) => return list(),
        _ => "127.0.0.1:8070".to_owned(),
    };
    let router = Router::new()
        .route("/assets/{name}", get(assets::serve))
        .route("/account/totp/qr.svg", get(qr))
        .route("/preferences", post(preferences))
        .fallback(screen)
        .layer(from_fn(headers::add));
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, ServiceExt::<Request>::into_make_service(router)).await?;
    Ok(())
}

/// Prints the name and path of every screen.
fn list() -> Result<(), Box<dyn Error>> {
    for screen in samples::screens(Lang::Pl.text(), Theme::Auto)? {
        println!("{} {}", screen.name, screen.path);
    }
    Ok(())
}

async fn screen(Query(wishes): Query<HashMap<String, String>>, request: Request) -> Response {
    let wish = |name: &str, cookie: Cookie| {
        wishes
            .get(name)
            .map(String::as_str)
            .or_else(|| cookie.get(request.headers(), false))
            .map(str::to_owned)
    };
    let lang = wish("lang", Cookie::Lang).and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default();
    let theme = wish("theme", Cookie::Theme).and_then(|name| Theme::from_name(&name)).unwrap_or_default();
    match samples::screens(lang.text(), theme) {
        Ok(screens) => match screens.into_iter().find(|screen| screen.path == request.uri().path()) {
            Some(screen) => Html(screen.html).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn qr() -> Response {
    let drawn = qr_svg(
        "otpauth://totp/Zgoda:marta@example.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Zgoda",
    );
    ([(header::CONTENT_TYPE, "image/svg+xml")], drawn.unwrap_or_default()).into_response()
}

async fn preferences(Form(form): Form<HashMap<String, String>>) -> Response {
    let mut headers = HeaderMap::new();
    for (name, cookie) in [("lang", Cookie::Lang), ("theme", Cookie::Theme)] {
        if let Some(line) = form.get(name).and_then(|value| cookie.set(value, 3600, false).parse().ok()) {
            headers.append(header::SET_COOKIE, line);
        }
    }
    let back = form.get("back").filter(|back| back.starts_with('/') && !back.starts_with("//"));
    (headers, Redirect::to(back.map_or("/", String::as_str))).into_response()
}
